import type { ReactNode } from "react";
import { PageHeader, type TabLink } from "@/components/shell/page-header";
import { ResourceTable } from "@/components/table/resource-table";
import type { BulkAction } from "@/components/table/types";
import type { Crumb } from "@/components/ui/breadcrumbs";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Link } from "@/components/ui/link";
import { may } from "@/lib/core/caller";
import { pageSize } from "@/lib/core/directory";
import { AppError } from "@/lib/core/errors";
import type { Resource } from "@/lib/core/resource";
import { decodeCursor } from "@/lib/core/resource/cursor";
import { describeResource } from "@/lib/core/resource/describe";
import type { ListPage, ListQuery } from "@/lib/core/resource/description";
import { list } from "@/lib/core/resource/list";
import { parseListQuery, sortOf } from "@/lib/core/resource/query";
import { drawnFor } from "@/lib/governance/auth/drawn-for";
import { createExport } from "@/lib/governance/exports/create";
import { beginExport } from "./actions/export";
import { keepView, listViews, removeView } from "./actions/views";
import { crumbsOf } from "./crumbs";
import type { Reader } from "./reader";

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

export type ResourcePageProps = {
  reader: Reader;
  resource: Resource;
  searchParams: SearchParams;
  /** Path below the panel; the resource's own when left out. */
  path?: string;
  title?: string;
  description?: string;
  crumbs?: Crumb[];
  tabs?: TabLink[];
  /** Filters this page always has and its reader cannot take away. */
  fixed?: Record<string, string>;
  /** How a page of its rows is read, where the list itself is not all there is to say. */
  rows?: (query: ListQuery) => Promise<ListPage>;
  /** Buttons beside the title; the most likely one first. */
  actions?: ReactNode;
  bulk?: BulkAction[];
  emptyTitle?: string;
  emptyDescription?: string;
  emptyAction?: ReactNode;
  /** Stands between the title and the list. */
  children?: ReactNode;
};

/** A resource's list as a page: its URL is read once here, and the rows come as soon as they are found. */
export async function ResourcePage(props: ResourcePageProps) {
  const { reader, resource, fixed = {}, tabs } = props;
  const { caller, t } = reader;
  const page = drawnFor(caller);
  const base = `${resource.module}.resources.${resource.name}`;
  const path = reader.href(props.path ?? `${resource.module}/${resource.name}`);
  const described = describeResource(resource, caller, t, reader.panel);
  const description = {
    ...described,
    label: props.title ?? described.label,
    filters: described.filters.filter((filter) => fixed[filter.key] === undefined),
    exportable: described.exportable && may(caller, createExport.permission ?? ""),
  };
  const read = readQuery(resource, await props.searchParams, fixed);
  const about = props.description ?? (t.has(`${base}.description`) ? t(`${base}.description`) : undefined);
  return (
    <>
      <PageHeader
        title={props.title ?? described.label}
        description={about}
        crumbs={props.crumbs ?? crumbsOf(reader, resource)}
        actions={props.actions}
        tabs={tabs}
        activeTab={tabs ? path : undefined}
      />
      {props.children}
      {read.ok ? (
        <ResourceTable
          description={description}
          page={props.rows ? props.rows(read.query) : list(resource, read.query, caller)}
          pageSize={await pageSize()}
          basePath={path}
          bulkActions={props.bulk}
          views={{
            list: listViews.bind(null, resource.name),
            save: keepView.bind(null, page, resource.name),
            remove: removeView.bind(null, page),
          }}
          startExport={beginExport.bind(null, page, resource.name, fixed)}
          emptyTitle={props.emptyTitle}
          emptyDescription={props.emptyDescription}
          emptyAction={props.emptyAction}
        />
      ) : (
        <BadQuery reader={reader} path={path} parameter={read.parameter} />
      )}
    </>
  );
}

function BadQuery({ reader: { t }, path, parameter }: { reader: Reader; path: string; parameter: string }) {
  return (
    <div className="rounded-md border border-line bg-surface">
      <ErrorState
        title={t("core.console.list.badQuery")}
        description={t("core.console.list.badQueryDescription", { parameter })}
        action={
          <Button asChild>
            <Link href={path}>{t("core.console.list.reset")}</Link>
          </Button>
        }
      />
    </div>
  );
}

type ReadQuery = { ok: true; query: ListQuery } | { ok: false; parameter: string };

/** The list's query from the page's URL, checked to the last cursor before anything is drawn. */
function readQuery(
  resource: Resource,
  given: Awaited<SearchParams>,
  fixed: Record<string, string>,
): ReadQuery {
  const params = new URLSearchParams(
    Object.entries(given).flatMap(([key, value]) => [value ?? []].flat().map((each) => [key, each])),
  );
  for (const [key, value] of Object.entries(fixed)) params.set(key, value);
  try {
    const query = parseListQuery(resource, params);
    if (query.cursor) decodeCursor(query.cursor, sortOf(resource, query));
    return { ok: true, query };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid_input") throw error;
    return { ok: false, parameter: error.details.fields?.map((fault) => fault.path).join(", ") ?? "" };
  }
}
