/** Light, dark, or what the system says. Shared by server and client. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_COOKIE = "theme";

export function readTheme(cookie: string | undefined): Theme {
  return THEMES.find((theme) => theme === cookie) ?? "system";
}

/** Row height of tables. */
export type Density = "comfortable" | "dense";

export const DENSITY_COOKIE = "density";
