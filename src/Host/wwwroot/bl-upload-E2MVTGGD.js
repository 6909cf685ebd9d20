import{a}from"./chunk-RJHDZG26.js";import"./chunk-SQE76S5B.js";export{a as UploadFiles};
