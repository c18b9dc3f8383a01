import type { PanelParams } from "./reader";
import type { SearchParams } from "./resource-page";

/** What Next hands to a list's page. */
export type ListPageProps = { params: Promise<PanelParams>; searchParams: SearchParams };

/** What Next hands to a record's page. */
export type RecordPageProps = { params: Promise<PanelParams & { id: string }> };
