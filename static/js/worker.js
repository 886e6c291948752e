// The worker keeps blank questions for times without a network; it is told of each that is shown.
const { worker } = document.documentElement.dataset;
if (navigator.serviceWorker && worker) {
  const show = async () => {
    const { active } = await navigator.serviceWorker.ready;
    for (const { action } of document.querySelectorAll("form[data-save]")) active.postMessage(action.split("?")[0]);
  };
  navigator.serviceWorker.register(worker).then(show, () => {}); // without it all works, but not without a network
  document.addEventListener("shown", show);
}
