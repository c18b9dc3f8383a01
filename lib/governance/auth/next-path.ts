/**
 * Where to go on after signing in, as an address of ours; whatever leads elsewhere becomes "/".
 * @param given what the address bar or a form says.
 */
export function nextPath(given: unknown): string {
  if (typeof given !== "string" || !given.startsWith("/")) return "/";
  const here = "http://here.invalid";
  if (!URL.canParse(given, here)) return "/";
  const url = new URL(given, here);
  return url.origin === here ? `${url.pathname}${url.search}` : "/";
}
