import { createAll, ExitThisPage } from "govuk-frontend";
import { defineMap } from "../elements/bl-map";
import { Refresh } from "../elements/bl-refresh";
import { startForms } from "./forms";

startForms(document);
createAll(ExitThisPage);
defineMap();
if (document.querySelector("bl-live")) void import("./public-live");
customElements.define("bl-refresh", Refresh);
if (document.querySelector("bl-upload"))
  void import("../elements/bl-upload").then(({ UploadFiles }) => customElements.define("bl-upload", UploadFiles));
