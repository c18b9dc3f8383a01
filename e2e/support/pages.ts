/** Whose pages are all looked at: the platform's staff and a tenant's. */
export const pageReaders = ["admin@harbour.example", "agent@langang.example"] as const;

export type PageReader = (typeof pageReaders)[number];

/** Where it is kept which pages a reader can get to. */
export const pagesFile = (reader: PageReader): string => `test-results/pages/${reader}.json`;
