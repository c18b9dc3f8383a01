/** A decoded form: texts at the leaves, as nothing else travels in one. */
export interface Form {
  [name: string]: string | Form;
}

/**
 * Decodes a form-encoded body or query with brackets: `a[b][0]=x` becomes `{ a: { b: { 0: "x" } } }`. Which of the inner
 * ones are lists is for the reader to say, for `metadata[1]` is none.
 *
 * @throws Error when two names contradict each other or a name is not well formed.
 */
export function decodeForm(text: string): Form {
  const form = blank();
  for (const [name, value] of new URLSearchParams(text)) {
    const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
    if (!match) throw new Error(`Invalid parameter name: ${name}`);
    const parts = [match[1]!, ...(match[2] ? match[2].slice(1, -1).split("][") : [])];
    let place = form;
    for (const part of parts.slice(0, -1)) {
      const key = part === "" ? String(Object.keys(place).length) : part;
      const next: string | Form = place[key] ?? blank();
      if (typeof next === "string") throw new Error(`Invalid object: ${name}`);
      place[key] = next;
      place = next;
    }
    const last = parts.at(-1)!;
    const key = last === "" ? String(Object.keys(place).length) : last;
    if (typeof place[key] === "object") throw new Error(`Invalid string: ${name}`);
    place[key] = value;
  }
  return form;
}

// Without a prototype there is nothing a name like __proto__ could reach.
const blank = (): Form => Object.create(null) as Form;
