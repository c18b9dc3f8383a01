"use client";

import { Bell, Menu, Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useState } from "react";
import type { DrawnFor } from "@/lib/governance/auth/drawn-for";
import type { ApprovalAhead, ExecuteCommand, StepUp } from "../form/command";
import { CommandProvider } from "../form/command-context";
import { Button } from "../ui/button";
import { Kbd } from "../ui/kbd";
import { Link } from "../ui/link";
import { useOneSession } from "./one-session";
import { OrganizationSwitcher } from "./organization-switcher";
import { LanguageSwitch, ThemeSwitch } from "./preferences";
import { remember } from "./remember";
import { useShortcuts } from "./shortcuts";
import { Sidebar } from "./sidebar";
import { SIDEBAR_COOKIE, type SidebarState, writeSidebar } from "./sidebar-cookie";
import type { MenuModule, OrganizationOption, PaletteCommand, ShellOperator } from "./types";
import { UserMenu } from "./user-menu";

const Palette = dynamic(() => import("./palette").then((m) => m.Palette), { ssr: false });
const ShortcutsDialog = dynamic(() => import("./shortcuts-dialog").then((m) => m.ShortcutsDialog), {
  ssr: false,
});
const MenuDrawer = dynamic(() => import("./menu-drawer").then((m) => m.MenuDrawer), { ssr: false });

export type ShellProps = {
  panel: "ops" | "tenant";
  menu: MenuModule[];
  operator: ShellOperator;
  /** What the header shows as chosen; null says "all organizations". */
  organization: OrganizationOption | null;
  searchOrganizations?: (query: string) => Promise<OrganizationOption[]>;
  chooseOrganization?: (id: string | null) => Promise<void>;
  unread: number;
  commands?: PaletteCommand[];
  /** The page that searches every list, from the palette. */
  searchHref?: string;
  /** Pages the header leads to. */
  links: {
    home: string;
    inbox: string;
    profile: string;
    sessions: string;
    /** Page of an approval with `:id`; `/<panel>/governance/approvals/:id` when left out. */
    approval?: string;
  };
  signOut: () => Promise<void>;
  /** Server actions every command dialog below uses. */
  execute: ExecuteCommand;
  stepUp: StepUp;
  approvalAhead: ApprovalAhead;
  page: DrawnFor;
  sidebar: SidebarState;
  /** Notices above every page, for example "you are acting as …". */
  banner?: ReactNode;
  children: ReactNode;
};

export function ShellFrame(props: ShellProps) {
  const { panel, menu, operator, organization, unread, links, children } = props;
  const t = useTranslations("core.shell");
  const [sidebar, setSidebar] = useState(props.sidebar);
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const [drawer, setDrawer] = useState(false);
  const openPalette = useCallback(() => setPalette((open) => !open), []);
  const openHelp = useCallback(() => setHelp(true), []);
  useOneSession(props.page);
  useShortcuts({ menu, onPalette: openPalette, onHelp: openHelp });

  function keep(next: SidebarState) {
    setSidebar(next);
    remember(SIDEBAR_COOKIE, writeSidebar(next));
  }
  function fold(module: string, folded: boolean) {
    const others = sidebar.folded.filter((name) => name !== module);
    keep({ ...sidebar, folded: folded ? [...others, module] : others });
  }

  return (
    <CommandProvider
      execute={props.execute}
      stepUp={props.stepUp}
      approvalAhead={props.approvalAhead}
      page={props.page}
      approvalPage={links.approval ?? `/${panel}/governance/approvals/:id`}
    >
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-md bg-accent px-3 py-2 text-accent-ink focus:translate-y-0"
      >
        {t("skip")}
      </a>
      <div className="flex min-h-dvh">
        <Sidebar
          menu={menu}
          home={links.home}
          panelLabel={t(`panels.${panel}`)}
          narrow={sidebar.narrow}
          folded={sidebar.folded}
          onNarrow={(narrow) => keep({ ...sidebar, narrow })}
          onFold={fold}
        />
        <div className="flex min-w-0 flex-1 flex-col">
          <header className="sticky top-0 z-30 flex h-header shrink-0 items-center gap-1.5 border-line border-b bg-surface px-2 sm:gap-2 md:px-4">
            <Button
              look="ghost"
              icon
              className="md:hidden"
              aria-label={t("openMenu")}
              onClick={() => setDrawer(true)}
            >
              <Menu aria-hidden />
            </Button>
            <OrganizationSwitcher
              organization={organization}
              search={props.searchOrganizations}
              choose={props.chooseOrganization}
            />
            <div className="flex-1" />
            <button
              type="button"
              onClick={openPalette}
              className="hidden h-8 w-72 cursor-pointer items-center gap-2 rounded-md border border-line bg-canvas px-2.5 text-ink-3 text-sm hover:border-line-strong lg:flex"
            >
              <Search aria-hidden className="size-4" />
              <span className="flex-1 truncate text-left">{t("search")}</span>
              <Kbd>{"⌘K"}</Kbd>
            </button>
            <Button look="ghost" icon className="lg:hidden" aria-label={t("search")} onClick={openPalette}>
              <Search aria-hidden />
            </Button>
            <Button look="ghost" icon asChild>
              <Link href={links.inbox} aria-label={t("unread", { count: unread })} title={t("inbox")}>
                <Bell aria-hidden />
                {unread > 0 ? (
                  <span className="figures absolute top-0 right-0 grid h-4 min-w-4 place-items-center rounded-full bg-danger-solid px-1 font-medium text-[10px] text-danger-ink">
                    {unread > 99 ? "99+" : unread}
                  </span>
                ) : null}
              </Link>
            </Button>
            <LanguageSwitch className="max-sm:hidden" />
            <ThemeSwitch className="max-sm:hidden" />
            <UserMenu
              operator={operator}
              profileHref={links.profile}
              sessionsHref={links.sessions}
              signOut={props.signOut}
              onShortcuts={openHelp}
            />
          </header>
          {props.banner}
          {/* A list scrolls in itself, in what its page's head leaves of the screen (`table-frame.tsx`). */}
          <main
            id="content"
            tabIndex={-1}
            className="min-w-0 flex-1 p-4 outline-none [--page-about:0rem] [--page-tabs:0rem] has-[[data-page-about]]:[--page-about:1.25rem] has-[[data-page-tabs]]:[--page-tabs:2.75rem] md:px-6 md:py-5"
          >
            {children}
          </main>
        </div>
      </div>
      {palette ? (
        <Palette
          open
          onOpenChange={setPalette}
          menu={menu}
          commands={props.commands ?? []}
          searchHref={props.searchHref}
        />
      ) : null}
      {help ? <ShortcutsDialog open onOpenChange={setHelp} menu={menu} /> : null}
      {drawer ? (
        <MenuDrawer
          open
          onOpenChange={setDrawer}
          menu={menu}
          panelLabel={t(`panels.${panel}`)}
          folded={sidebar.folded}
          onFold={fold}
        />
      ) : null}
    </CommandProvider>
  );
}
