import{a as o,b as e}from"./chunk-TTNLEZEA.js";import"./chunk-SQE76S5B.js";o.drive.enabled=!1;o.forms.mode="off";customElements.define("bl-live",e);
