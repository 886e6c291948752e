// One place a screen: a link leads to the place that is next to it now.
document.addEventListener("click", ({ target }) => {
  const link = target.closest("[data-turn]");
  const place = link?.closest("li")[`${link.dataset.turn}ElementSibling`];
  if (place) link.href = `#${place.id}`;
});
