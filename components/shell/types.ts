export type MenuItem = {
  href: string;
  label: string;
  /** Name of an icon in `icon.tsx`. */
  icon: string;
  /** What waits there; zero is not drawn. */
  count?: number;
  /** A letter: `g` and then this letter goes there. */
  shortcut?: string;
};

export type MenuModule = {
  module: string;
  label: string;
  /** Drawn where the sidebar is narrow; the first item's icon when left out. */
  icon?: string;
  items: MenuItem[];
};

export type OrganizationOption = {
  /** null is "all organizations". */
  id: string | null;
  name: string;
  /** For example its kind and parent. */
  subtitle?: string;
};

export type ShellOperator = { name: string; email: string; role?: string };

export type PaletteCommand = { label: string; href: string; icon?: string; keywords?: string[] };

/** A hit of `GET /api/search?q=`. */
export type SearchHit = {
  resource: string;
  /** The resource's name for people. */
  label: string;
  id: string;
  title: string;
  subtitle: string | null;
  href: string;
};
