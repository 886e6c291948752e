// Moments are written by the server in UTC; here they are said in the reader's own time, as the site writes them.
const language = document.documentElement.lang.replace(/^en$/, "en-GB");
const local = () => {
  for (const time of document.querySelectorAll("time[datetime*=T]")) {
    const alone = time.closest(".saved"), moment = new Date(time.dateTime);
    time.textContent = moment.toLocaleString(language, { timeStyle: "short", ...(!alone && { dateStyle: "long" }) });
  }
};
document.addEventListener("DOMContentLoaded", local);
document.addEventListener("shown", local);
