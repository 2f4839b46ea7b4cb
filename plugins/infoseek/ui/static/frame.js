// Inside Airflow's frame: follow Airflow's theme, and open other sites through Airflow's own window, because
// its frame opens none. Alone in a tab the browser does both.
"use strict";
(() => {
  if (window.parent === window) return;
  document.documentElement.classList.add("framed");
  let host;
  try {
    host = window.parent.document;
  } catch {
    return;
  }
  const follow = () => {
    const names = host.documentElement.classList;
    const theme = names.contains("dark") ? "dark" : names.contains("light") ? "light" : "";
    if (theme) document.documentElement.dataset.theme = theme;
    document.dispatchEvent(new Event("themed"));
  };
  follow();
  new MutationObserver(follow).observe(host.documentElement, { attributeFilter: ["class"] });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[target=_blank]");
    if (!link) return;
    event.preventDefault();
    const opener = host.createElement("a");
    opener.href = link.href;
    opener.target = "_blank";
    opener.rel = "noopener noreferrer";
    opener.click();
  });
})();
