// The decision, to play with: the same rows as pipwise's own (the data are in the page), read as decide/rows.py and decide/rank.py do.
"use strict";

const FLOW = (() => {
  const ORDER = ["recommended", "possible", "discouraged", "refused", "impossible"];

  const means = (word, answer) =>
    word.startsWith("*") ? answer.endsWith(word.slice(1))
      : word.endsWith("*") ? answer.startsWith(word.slice(0, -1))
      : answer === word;

  const fits = (pattern, answer) =>
    pattern.startsWith("!") ? !fits(pattern.slice(1), answer) : pattern.split("|").some((word) => means(word, answer));

  const stands = (row, answers) => row.when.every(([question, pattern]) => fits(pattern, answers[question]));

  // The verdict of the first row that stands; where none does, what is missing from the last, which asks for least.
  const judge = (option, answers) => {
    const index = option.rows.findIndex((row) => stands(row, answers));
    if (index >= 0) {
      const row = option.rows[index];
      return { name: option.name, verdict: row.verdict, risk: option.risk, row: index, because: row.when.map(([q]) => q) };
    }
    const last = option.rows[option.rows.length - 1];
    const missing = last.when.find(([question, pattern]) => !fits(pattern, answers[question]));
    return { name: option.name, verdict: "impossible", risk: option.risk, row: -1, because: [missing[0]] };
  };

  // Best first: the first in the register that is recommended; the others that are become possible; then by verdict and risk.
  const rank = (options, answers) => {
    const weighed = options.map((option) => judge(option, answers));
    const head = weighed.find((one) => one.verdict === "recommended");
    const rest = weighed
      .filter((one) => one !== head)
      .map((one) => (one.verdict === "recommended" ? { ...one, verdict: "possible", demoted: true } : one));
    rest.sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) || a.risk - b.risk);
    return { chosen: head ? head.name : null, ways: head ? [head, ...rest] : rest };
  };

  return { fits, judge, rank };
})();

if (typeof module !== "undefined") module.exports = FLOW;

if (typeof document !== "undefined") document.addEventListener("DOMContentLoaded", () => {
  const root = document.getElementById("flow");
  if (!root) return;
  const data = JSON.parse(document.getElementById("flow-data").textContent);
  const questions = Object.fromEntries(data.questions.map((one) => [one.id, one]));
  const scene = root.querySelector("#flow-scene"), said = root.querySelector("#flow-said");
  const panel = root.querySelector("#flow-rows"), list = root.querySelector("#flow-questions");
  let answers = {}, start = {}, shown = null;

  const element = (tag, text = "", kind = "") => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };

  for (const [index, one] of data.scenes.entries()) {
    const choice = element("option", one.title);
    choice.value = index;
    scene.append(choice);
  }
  for (const one of data.questions) {
    const label = element("label"), select = element("select");
    label.append(element("span", one.text), select);
    label.dataset.question = select.dataset.question = one.id;
    for (const [answer, meaning] of one.answers) {
      const choice = element("option", `${answer}: ${meaning.replace(/`/g, "")}`);
      choice.value = answer;
      select.append(choice);
    }
    select.addEventListener("change", () => { answers[one.id] = select.value; draw(); });
    list.append(label);
  }
  for (const node of root.querySelectorAll("[data-way]")) {
    const show = () => { shown = node.dataset.way; draw(); };
    node.addEventListener("click", show);
    node.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); show(); } });
  }
  scene.addEventListener("change", begin);
  root.querySelector("#flow-again").addEventListener("click", begin);
  root.classList.add("alive");
  begin();

  function begin() {
    start = data.scenes[scene.value || 0].answers;
    answers = { ...start };
    shown = null;
    for (const select of list.querySelectorAll("select")) select.value = answers[select.dataset.question];
    draw();
  }

  function draw() {
    const result = FLOW.rank(data.options, answers);
    const ways = Object.fromEntries(result.ways.map((one) => [one.name, one]));
    const chosenAt = data.options.findIndex((one) => one.name === result.chosen);
    data.options.forEach((option, index) => {
      const node = root.querySelector(`[data-way="${option.name}"]`), one = ways[option.name];
      node.setAttribute("class", `way ${one.verdict}${option.name === result.chosen ? " chosen" : ""}${option.name === shown ? " shown" : ""}`);
      node.querySelector(".verdict").textContent = option.name === result.chosen ? "chosen" : one.verdict;
      const line = root.querySelector(`[data-line="${index}"]`);
      if (line) line.setAttribute("class", result.chosen && index <= chosenAt ? "line taken" : "line");
    });
    const chosen = data.options[chosenAt];
    said.replaceChildren(element("strong", chosen ? `${chosen.name}: ${chosen.summary}` : "No way out can be recommended here."));
    if (chosen) {
      const why = element("ul");
      for (const id of ways[chosen.name].because) why.append(element("li", `${id}: ${spoken(id)}`));
      said.append(why);
    }
    rows(shown ? data.options.find((one) => one.name === shown) : chosen, ways);
    const asked = new Set(chosen ? ways[chosen.name].because : []);
    for (const label of list.children) {
      const id = label.dataset.question;
      label.className = `${asked.has(id) ? "counts" : ""}${answers[id] !== start[id] ? " changed" : ""}`;
    }
  }

  function spoken(id) {
    const found = questions[id].answers.find(([answer]) => answer === answers[id]);
    return found ? found[1].replace(/`/g, "") : answers[id];
  }

  function rows(option, ways) {
    panel.replaceChildren();
    if (!option) { panel.append(element("p", "Choose a way out in the diagram to see its rows.")); return; }
    const one = ways[option.name];
    panel.append(element("h3", option.name), element("p", `${option.summary} (risk ${option.risk}): ${one.verdict}${one.demoted ? ", since another way goes before it" : ""}`));
    option.rows.forEach((row, index) => {
      const item = element("div", "", index === one.row ? "row stands" : "row");
      item.append(element("b", row.verdict));
      for (const [question, pattern] of row.when) {
        const good = FLOW.fits(pattern, answers[question]);
        item.append(element("code", `${good ? "✓" : "✗"} ${question} ${pattern.replace("!", "not ").replaceAll("|", ", ")}`, good ? "yes" : "no"));
      }
      panel.append(item);
    });
  }
});
