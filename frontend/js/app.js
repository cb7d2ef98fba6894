// The site works without this file. It only saves a person a second click or a sum, or puts the cursor where the news is.
import "htmx.org";
import { Button, ErrorSummary, NotificationBanner, createAll } from "govuk-frontend";
import { startPointing } from "./pointing.js";
import { startProjects } from "./projects.js";
import { startReview } from "./review.js";
import { startTally } from "./tally.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

const components = [Button, ErrorSummary, NotificationBanner];

function start(scope) {
  components.forEach((component) => createAll(component, undefined, scope));
}

start(document);
startPointing();
startProjects();
startReview();
startTally();
document.addEventListener("htmx:load", ({ detail }) => {
  if (detail.elt !== document.body) start(detail.elt); // htmx announces the first page too; that one is done
});
