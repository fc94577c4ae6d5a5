// Draws the plots of a page. Expressions are interpreted, not compiled, so that no page needs to allow eval.
"use strict";

const INK = { light: ["#1f2328", "#d8d4cb"], dark: ["#e8e6e1", "#3a3f47"] };
const PALETTE = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#7A6F00", "#4D4D4D"];

const config = () => {
  const chosen = document.documentElement.dataset.ground;
  const isDark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const [ink, faint] = INK[isDark ? "dark" : "light"];
  const range = isDark ? ["#56B4E9", "#E69F00", "#2BC79A", "#DD92BB", "#8CC8F0", "#F08A4B", "#C9BC35", "#B0B0B0"] : PALETTE;
  const axis = { labelColor: ink, titleColor: ink, gridColor: faint, domainColor: faint, tickColor: faint, labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal" };
  return {
    background: "transparent", font: "system-ui, sans-serif", view: { stroke: null }, range: { category: range }, mark: { color: range[0] },
    axis, legend: { labelColor: ink, titleColor: ink }, header: { labelColor: ink, titleColor: ink }, title: { color: ink }, text: { color: ink },
  };
};

const draw = async (holder) => {
  const spec = document.querySelector(`script[data-spec="${CSS.escape(holder.dataset.plot)}"]`);
  const drawn = JSON.parse(spec.textContent);
  if (drawn.columns) drawn.columns = Math.max(1, Math.min(drawn.columns, Math.floor(holder.clientWidth / 290))); // small plots side by side
  await vegaEmbed(holder, drawn, {
    actions: false, renderer: "svg", ast: true, expr: vega.expressionInterpreter, config: config(), defaultStyle: false,
    tooltip: { disableDefaultStyle: true },
  });
};

const drawAll = () => document.querySelectorAll(".vega[data-plot]").forEach((holder) => draw(holder));
drawAll();
document.addEventListener("ground", drawAll);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
