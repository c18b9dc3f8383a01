export const tabList = "flex gap-4 overflow-x-auto border-line border-b [scrollbar-width:none]";

export const tabItem =
  "-mb-px inline-flex h-9 shrink-0 cursor-pointer items-center gap-1.5 border-transparent border-b-2 text-ink-2 text-sm hover:text-ink focus-visible:outline-offset-[-2px] pointer-coarse:h-11 aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink";
