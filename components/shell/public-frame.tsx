import type { ReactNode } from "react";
import { LanguageSwitch, ThemeSwitch } from "./preferences";
import { Wordmark } from "./wordmark";

const layouts = {
  top: "flex flex-1 items-start justify-center px-4 pt-4 pb-12 sm:pt-16",
  middle: "flex flex-1 items-start justify-center px-4 pt-4 pb-12 sm:items-center sm:pt-0 sm:pb-24",
  column: "mx-auto w-full max-w-3xl flex-1 px-4 pt-2 pb-16 sm:px-6 sm:pt-6",
};

export type PublicFrameProps = {
  /** Where the page lies: a card at the top or in the middle, or a column of text. */
  layout: keyof typeof layouts;
  children: ReactNode;
};

/** The frame of pages for people who have not signed in. */
export function PublicFrame({ layout, children }: PublicFrameProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex items-center justify-between gap-2 px-4 py-3 sm:px-6">
        <Wordmark />
        <div className="flex items-center gap-1">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <main className={layouts[layout]}>{children}</main>
    </div>
  );
}
