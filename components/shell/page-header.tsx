import type { ReactNode } from "react";
import { Breadcrumbs, type Crumb } from "../ui/breadcrumbs";
import { Link } from "../ui/link";
import { tabItem, tabList } from "../ui/tab-look";

export type TabLink = { href: string; label: string; count?: number };

export type PageHeaderProps = {
  title: ReactNode;
  /** Beside the title: a state, an id. */
  beside?: ReactNode;
  description?: ReactNode;
  crumbs?: Crumb[];
  actions?: ReactNode;
  /** Tabs that are pages; `activeTab` is the href of this one. */
  tabs?: TabLink[];
  activeTab?: string;
};

/** Says where one is and what one can do here. */
export function PageHeader({
  title,
  beside,
  description,
  crumbs,
  actions,
  tabs,
  activeTab,
}: PageHeaderProps) {
  return (
    <div className="mb-4">
      {crumbs && crumbs.length > 0 ? <Breadcrumbs crumbs={crumbs} /> : null}
      <div className="mt-1 flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="min-w-0 font-semibold text-xl tracking-tight [overflow-wrap:anywhere]">{title}</h1>
            {beside}
          </div>
          {description ? (
            <p data-page-about className="mt-0.5 max-w-3xl text-ink-2 text-sm">
              {description}
            </p>
          ) : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {tabs ? <TabLinks tabs={tabs} active={activeTab} /> : null}
    </div>
  );
}

export type TabLinksProps = {
  tabs: TabLink[];
  active?: string;
  /** What is read out for them as a whole. */
  label?: string;
};

export function TabLinks({ tabs, active, label }: TabLinksProps) {
  return (
    <nav aria-label={label} data-page-tabs className={`mt-3 ${tabList}`}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.href === active ? "page" : undefined}
          className={tabItem}
        >
          {tab.label}
          {tab.count !== undefined ? (
            <span className="figures rounded-sm bg-sunken px-1 text-ink-3 text-xs">{tab.count}</span>
          ) : null}
        </Link>
      ))}
    </nav>
  );
}
