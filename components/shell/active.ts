import type { MenuItem, MenuModule } from "./types";

/** The menu item a path belongs to: the longest one it equals or lies below. */
export function activeItem(menu: MenuModule[], path: string): MenuItem | undefined {
  let best: MenuItem | undefined;
  for (const { items } of menu) {
    for (const item of items) {
      const here = path === item.href || path.startsWith(`${item.href}/`);
      if (here && (best === undefined || item.href.length > best.href.length)) best = item;
    }
  }
  return best;
}
