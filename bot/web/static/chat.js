// The web chat. Everything the service says arrives as data and becomes text nodes: nothing here writes markup.

const TEXTS = {
  ar: {
    name: "نذير", skip: "إلى خانة الكتابة", write: "اكتب أمرًا", hint: "اكتب أمرًا، مثل: مساعدة", send: "أرسل",
    waiting: "جارٍ الاتصال…", on: "متصل، يراقب الأخبار", off: "انقطع الاتصال، جارٍ إعادة المحاولة…",
    other: "English", otherName: "English: switch language", newer: "تنبيه جديد ↓", failed: "لم تصل رسالتك. حاول مرة أخرى.", fault: "وقع خطأ لدينا ولم نستطع الإجابة. سُجّل في سجل الخدمة.",
    today: "اليوم", yesterday: "أمس", quick: "أوامر سريعة", you: "أنت:", us: "نذير:", alert: "تنبيه:",
    low: "للعلم", medium: "متوسط", high: "مهم", critical: "عاجل", edited: "حُدّث",
    greeting: "أهلًا بك. هذا نذير: يقرأ الأخبار وينبّهك إلى ما تهتم به.", begin: "ابدأ",
    commands: [["start", "البداية"], ["rules", "القواعد"], ["subscriptions", "اشتراكاتي"], ["latest", "آخر التنبيهات"], ["why", "لماذا؟"], ["demo", "أخبار تجريبية"], ["help", "مساعدة"]],
  },
  en: {
    name: "nadhir", skip: "Go to the text box", write: "Write a command", hint: "Write a command, such as: help", send: "Send",
    waiting: "Connecting…", on: "Connected, watching the news", off: "Connection lost, trying again…",
    other: "العربية", otherName: "العربية: تغيير اللغة", newer: "New alert ↓", failed: "Your message did not arrive. Please try again.", fault: "Something went wrong on our side and there is no answer. It is in the service's log.",
    today: "Today", yesterday: "Yesterday", quick: "Quick commands", you: "You:", us: "nadhir:", alert: "Alert:",
    low: "For information", medium: "Medium", high: "High", critical: "Critical", edited: "updated",
    greeting: "Welcome. This is nadhir: it reads the news and warns you of what matters to you.", begin: "Begin",
    commands: [["start", "Start"], ["rules", "Rules"], ["subscriptions", "My subscriptions"], ["latest", "Latest alerts"], ["why", "Why?"], ["demo", "Sample news"], ["help", "Help"]],
  },
};

const page = document.documentElement;
const find = (id) => document.getElementById(id);
const log = find("log"), talk = find("talk"), input = find("say"), newer = find("newer"), stateLine = find("state");
const shown = new Map(); // line id → element
let tongue = page.lang === "en" ? "en" : "ar";
let lastId = 0, lastDay = "", unread = 0, connection = "waiting";

const words = (language) => TEXTS[language] ?? TEXTS.ar;
// Latin digits in both languages: they are what the news of the region mostly writes, and the alerts write them too.
const locale = (language) => (language === "ar" ? "ar-SY-u-nu-latn" : "en-GB");

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function speak(language) {
  tongue = language;
  const text = words(language);
  page.lang = language;
  page.dir = language === "ar" ? "rtl" : "ltr";
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = text[element.dataset.text];
  input.placeholder = text.hint;
  turnInput();
  newer.textContent = text.newer;
  for (const day of log.querySelectorAll(".day")) day.textContent = dayOf(new Date(day.dataset.at));
  const other = find("tongue");
  other.textContent = text.other;
  other.lang = language === "ar" ? "en" : "ar";
  other.setAttribute("aria-label", text.otherName);
  const quick = find("quick");
  quick.setAttribute("aria-label", text.quick);
  quick.replaceChildren(...text.commands.map(([command, label]) => pressable(label, command)));
  showState(connection);
  title();
}

// An empty box follows the page (its placeholder is in the page's language), a filled one its own first letter.
function turnInput() {
  input.dir = input.value ? "auto" : page.dir;
}

function title() {
  document.title = (unread ? `(${unread}) ` : "") + words(tongue).name;
}

function showState(state) {
  connection = state;
  stateLine.dataset.state = state;
  stateLine.textContent = words(tongue)[state];
}

function pressable(label, command, answers = "") {
  const button = make("button", "", label);
  button.type = "button";
  button.addEventListener("click", () => say(command, answers, label));
  return button;
}

function spansOf(paragraph, marked) {
  return paragraph.spans.map((span) => {
    const holder = make(span.bold ? (marked ? "mark" : "b") : "span", "", span.text);
    if (!span.link) return holder;
    const link = make("a");
    link.href = span.link;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    link.append(holder);
    return link;
  });
}

function paragraphOf(paragraph, isAlert) {
  if (paragraph.part === "quote") {
    const quote = make("blockquote");
    const inner = make("p");
    // The mark at its edge stands where the quoted language begins.
    quote.dir = "auto";
    inner.append(...spansOf(paragraph, true));
    quote.append(inner);
    return quote;
  }
  const tag = paragraph.part === "headline" && isAlert ? "h2" : "p";
  const element = make(tag, paragraph.part);
  if (paragraph.part === "code") element.dir = "ltr";
  element.append(...spansOf(paragraph, false));
  return element;
}

function timeOf(line, language) {
  const at = new Date(line.at);
  const time = make("time", "", at.toLocaleTimeString(locale(language), { hour: "2-digit", minute: "2-digit", hour12: false }));
  time.dateTime = line.at;
  time.title = at.toLocaleString(locale(language), { dateStyle: "full", timeStyle: "short" });
  return time;
}

function fill(element, line) {
  if (line.kind === "said") {
    element.className = "line said";
    const text = make("span", "words", line.text);
    text.dir = "auto";
    element.append(make("span", "unseen", words(tongue).you + " "), text);
    return;
  }
  const isAlert = line.kind === "alert", text = words(line.language);
  element.className = `line ${line.kind}`;
  element.lang = line.language;
  element.dir = line.language === "ar" ? "rtl" : "ltr";
  const body = isAlert ? make("article") : make("div");
  if (isAlert) {
    element.dataset.severity = line.severity;
    const tag = make("div", "tag");
    tag.append(make("span", "unseen", text.alert + " "), make("span", "grade", text[line.severity] ?? line.severity));
    if (line.replaces) tag.append(make("span", "meta", text.edited));
    tag.append(timeOf(line, line.language));
    body.append(tag);
  } else {
    body.append(make("span", "unseen", text.us + " "));
  }
  body.append(...line.paragraphs.map((paragraph) => paragraphOf(paragraph, isAlert)));
  if (line.buttons.length) {
    const buttons = make("div", "buttons");
    buttons.append(...line.buttons.map((button) => pressable(button.label, button.command, String(line.replaces || line.id))));
    body.append(buttons);
  }
  element.append(body);
}

function showDay(line) {
  const at = new Date(line.at), day = at.toDateString();
  if (day === lastDay) return;
  lastDay = day;
  const element = make("div", "day", dayOf(at));
  element.dataset.at = line.at;
  log.append(element);
}

function dayOf(at) {
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86400000);
  const text = words(tongue);
  return days === 0 ? text.today : days === 1 ? text.yesterday : at.toLocaleDateString(locale(tongue), { dateStyle: "full" });
}

function show(line, fresh) {
  if (shown.has(line.id)) return;
  lastId = Math.max(lastId, line.id);
  const old = line.replaces ? shown.get(line.replaces) : undefined;
  const atEnd = talk.scrollHeight - talk.scrollTop - talk.clientHeight < 120;
  const element = make("div");
  fill(element, line);
  shown.set(line.id, element);
  if (old) {
    shown.set(line.replaces, element);
    old.replaceWith(element);
    return;
  }
  log.querySelector(".greeting")?.remove();
  showDay(line);
  log.append(element);
  if (line.kind === "reply" && line.language !== tongue && TEXTS[line.language]) speak(line.language);
  if (!fresh) return;
  element.classList.add("fresh");
  if (line.kind === "alert" && document.hidden) { unread += 1; title(); }
  if (line.kind === "said" || atEnd) toEnd();
  else if (line.kind === "alert") newer.hidden = false;
}

function toEnd() {
  talk.scrollTop = talk.scrollHeight;
  newer.hidden = true;
}

async function say(text, answers = "", shown = "") {
  try {
    const response = await fetch("/chat/messages", {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ text, answers, shown }),
    });
    if (!response.ok) throw new Error(String(response.status));
    const { said, replies } = await response.json();
    [said, ...replies].forEach((line) => show(line, true));
    if (!replies.length) notice(words(tongue).fault);
    toEnd();
    return true;
  } catch {
    notice(words(tongue).failed);
    return false;
  }
}

function notice(text) {
  log.append(make("div", "line reply", text));
  toEnd();
}

// Whoever comes for the first time finds one thing to press.
function greet() {
  const text = words(tongue), element = make("div", "line reply greeting"), buttons = make("div", "buttons");
  buttons.append(pressable(text.begin, "start"));
  element.append(make("p", "", text.greeting), buttons);
  log.append(element);
}

function listen() {
  const stream = new EventSource(`/chat/events?after=${lastId}`);
  stream.addEventListener("open", () => { showState("on"); });
  stream.addEventListener("line", (event) => show(JSON.parse(event.data), true));
  stream.addEventListener("error", () => {
    showState("off");
    // A browser gives a stream up for good when the server answers with an error; we do not.
    if (stream.readyState === EventSource.CLOSED) { stream.close(); setTimeout(listen, 3000); }
  });
}

find("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = input.value.trim();
  if (!text) return;
  input.value = "";
  turnInput();
  if (!(await say(text))) input.value = text;
});
find("tongue").addEventListener("click", () => say(tongue === "ar" ? "language en" : "language ar"));
newer.addEventListener("click", toEnd);
input.addEventListener("input", turnInput);
talk.addEventListener("scroll", () => {
  if (talk.scrollHeight - talk.scrollTop - talk.clientHeight < 40) newer.hidden = true;
}, { passive: true });
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) { unread = 0; title(); }
});

speak(tongue);
try {
  const response = await fetch("/chat/lines");
  const { lines } = await response.json();
  lines.forEach((line) => show(line, false));
  if (!lines.length) greet();
  toEnd();
} catch {
  showState("off");
}
listen();
if (!("ontouchstart" in window)) input.focus();
