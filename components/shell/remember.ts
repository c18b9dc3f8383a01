"use client";

/** Keeps a choice of the reader for a year, where the server sees it before it draws. Never for secrets. */
export function remember(cookie: string, value: string): void {
  const secure = location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
  document.cookie = `${cookie}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax${secure}`;
}
