/** Text that may stand in a page or between the quotes of an attribute. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** A whole page. `main` is already HTML. */
export function page(parts: {
  language: string;
  title: string;
  notice: string;
  main: string;
  nonce: string;
}): string {
  return `<!doctype html>
<html lang="${parts.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(parts.title)}</title>
<style nonce="${parts.nonce}">${style}</style>
</head>
<body>
<header class="notice">${escaped(parts.notice)}</header>
<main>
${parts.main}
</main>
</body>
</html>
`;
}

const style = `
:root { color-scheme: light dark; --text: #16181d; --soft: #565d6d; --line: #8a91a0; --ground: #fff; --main: #2f4bd8; --wrong: #b3151f; }
@media (prefers-color-scheme: dark) { :root { --text: #f2f3f5; --soft: #b4bac6; --line: #737b8c; --ground: #16181d; --main: #a9b8ff; --wrong: #ff9c9c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
.notice { margin: 0; padding: 12px 16px; background: #ffd84d; color: #241c00; text-align: center; font-weight: 600; }
main { max-width: 480px; margin: 0 auto; padding: 24px 16px 0; }
.actions { position: sticky; bottom: 0; padding: 12px 0; background: var(--ground); }
h1 { margin: 0; font-size: 18px; font-weight: 600; overflow-wrap: anywhere; }
.total { margin: 4px 0 16px; font-size: 32px; font-weight: 700; font-variant-numeric: tabular-nums; }
ul { margin: 0 0 24px; padding: 0; list-style: none; }
li { display: flex; justify-content: space-between; gap: 16px; color: var(--soft); overflow-wrap: anywhere; }
fieldset { margin: 0 0 24px; padding: 0; border: 0; }
legend { padding: 0 0 8px; font-weight: 600; }
label { display: flex; align-items: center; gap: 12px; min-height: 56px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 8px; margin-bottom: 8px; }
label:has(:checked) { border-color: var(--main); box-shadow: inset 0 0 0 1px var(--main); }
label span { display: block; }
label .outcome { color: var(--soft); font-size: 14px; }
input { inline-size: 20px; block-size: 20px; flex: none; accent-color: var(--main); }
.number { font-variant-numeric: tabular-nums; }
button, .link { display: block; width: 100%; min-height: 48px; padding: 12px; border: 0; border-radius: 8px; font: inherit; font-weight: 600; text-align: center; cursor: pointer; }
button { background: var(--main); color: var(--ground); }
.link { margin-top: 8px; color: var(--main); }
:focus-visible { outline: 3px solid var(--main); outline-offset: 2px; }
.wrong { padding: 12px; border: 1px solid var(--wrong); border-radius: 8px; color: var(--wrong); }
`;
