// Draws each figure with plotly.js from the data beside it, in the style sheet's colours.
"use strict";
(() => {
  const colour = (name) => getComputedStyle(document.querySelector(`#series .${name}`)).color;

  const trace = (given) => {
    const { colour: number, ...data } = given;
    if (data.type === "heatmap") {
      const scale = [[0, colour("series-1")], [1, colour("rule")]];
      return { ...data, colorscale: scale, xgap: 2, ygap: 2, colorbar: { thickness: 10, outlinewidth: 0, tickformat: ".0%" } };
    }
    const shade = colour(`series-${number % 8}`);
    return { ...data, marker: { color: shade }, ...(data.type === "scatter" && { line: { color: shade, width: 2 } }) };
  };

  const axis = (given) => ({
    gridcolor: colour("rule"),
    linecolor: colour("rule"),
    zerolinecolor: colour("rule"),
    automargin: true,
    ...given,
  });

  const layout = (figure) => ({
    autosize: true,
    margin: { l: 48, r: 16, t: 8, b: 40 },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: "system-ui, sans-serif", size: 13, color: colour("ink") },
    legend: { orientation: "h", y: 1.02, yanchor: "bottom" },
    hovermode: "closest",
    showlegend: figure.data.length > 1,
    bargap: 0.35,
    barmode: figure.barmode ?? "group",
    xaxis: axis(figure.x),
    yaxis: axis(figure.y),
  });

  const options = {
    responsive: true,
    displaylogo: false,
    modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d"],
  };

  const draw = () => {
    for (const chart of document.querySelectorAll(".chart")) {
      const figure = JSON.parse(chart.querySelector("script").textContent);
      Plotly.react(chart.querySelector(".plot"), figure.data.map(trace), layout(figure), options);
    }
  };

  draw();
  document.addEventListener("themed", draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
})();
