// Time left, each second, by the server's clock. Ears hear of three moments only: a new time, its last minute, its end.
const ears = document.querySelector("[data-clock]");
let skew = 0, end, before = 0;

function second() {
  const clocks = [...document.querySelectorAll("[data-ends]")];
  for (const clock of clocks) {
    const left = until(clock), over = left === 0;
    const words = left === null ? "" : `${Math.floor(left / 60)}:${`${left % 60}`.padStart(2, "0")}`;
    if (clock.textContent !== words) clock.textContent = words;
    if ("over" in clock.dataset !== over) clock.toggleAttribute("data-over", over);
  }
  if (ears && clocks[0]) speak(+clocks[0].dataset.ends, until(clocks[0]) ?? 0);
}

const until = ({ dataset: { ends } }) => (+ends ? Math.max(0, Math.ceil(+ends - (Date.now() + skew) / 1000)) : null);

function speak(ends, left) {
  const { start, minute, over } = ears.dataset;
  if (end !== undefined && end !== ends && left > 0) ears.textContent = start.replace("#", Math.max(1, Math.round(left / 60)));
  else if (end === ends && before > 60 && left <= 60 && left > 0) ears.textContent = minute;
  else if (end === ends && before > 0 && left === 0) ears.textContent = over;
  [end, before] = [ends, left];
}

document.addEventListener("room", (e) => {
  skew = e.detail.now * 1000 - Date.now();
  second();
});
document.addEventListener("shown", second);
setInterval(second, 1000);
second();
