// Where an idea is, by pointing on its map: the point goes into the field that takes postcodes, as metres of the National
// Grid, and is shown on the map before anything is sent. By keyboard and without this script the field does as well.
const METRES = /^(\d{4,6})\s*[,;]\s*(\d{4,7})$/;

function show(map, drawing, text) {
  const [mark, status] = [map.querySelector(".cw-ideas-map__mark"), map.querySelector("[role=status]")];
  const found = METRES.exec(text.trim());
  const { west, north, across } = map.dataset;
  const size = drawing.viewBox.baseVal.width;
  const place = found && [(found[1] - west) / across, (north - found[2]) / across];
  const seen = Boolean(place) && place.every((part) => part >= 0 && part <= 1);
  mark.setAttribute("visibility", seen ? "visible" : "hidden");
  if (seen) ["cx", "cy"].forEach((name, at) => mark.setAttribute(name, place[at] * size));
  status.textContent = seen ? status.dataset.said : "";
}

function pointedAt({ clientX, clientY }, { west, north, across }, drawing) {
  const frame = drawing.getBoundingClientRect();
  const along = (at, start, size) => Math.round((Math.min(Math.max(at - start, 0), size) / size) * across);
  const east = Number(west) + along(clientX, frame.left, frame.width);
  return [east, north - along(clientY, frame.top, frame.height)];
}

export function startPointing() {
  const map = document.querySelector("[data-pointing]");
  const field = document.getElementById("id_point");
  if (!map || !field) return;
  const drawing = map.querySelector("svg");
  field.closest(".govuk-form-group").before(map);
  map.hidden = false;
  drawing.addEventListener("click", (event) => {
    field.value = pointedAt(event, map.dataset, drawing).join(", ");
    show(map, drawing, field.value);
  });
  field.addEventListener("input", () => show(map, drawing, field.value));
  addEventListener("pageshow", () => show(map, drawing, field.value)); // also when a browser goes back
}
