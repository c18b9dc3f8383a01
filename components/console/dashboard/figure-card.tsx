import { getTranslations } from "next-intl/server";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import { NumberText } from "@/components/ui/number";
import { Skeleton } from "@/components/ui/skeleton";
import { toneInk } from "@/components/ui/tone";
import { ToneMark } from "@/components/ui/tone-mark";
import type { Tone } from "@/lib/core/resource/description";
import type { Total } from "../figures";

export type FigureCardProps = {
  label: string;
  /** Said beneath: over which time, of what. */
  detail: string;
  total: Total;
  href: string;
  /** What a figure above zero means; zero is always calm. */
  tone: Tone;
};

/** One figure that leads to the list it counts. */
export async function FigureCard({ label, detail, total, href, tone }: FigureCardProps) {
  const t = await getTranslations("core.console.dashboard");
  const shown: Tone = total.count > 0 ? tone : "neutral";
  return (
    <Link
      href={href}
      className="block min-w-0 rounded-md border border-line bg-surface px-4 py-3 hover:border-line-strong hover:bg-hover"
    >
      <span className="flex items-center gap-1.5 text-ink-2 text-sm">
        <ToneMark tone={shown} />
        <span className="truncate">{label}</span>
      </span>
      <span
        className={cn(
          "figures mt-1 block font-semibold text-2xl",
          toneInk[shown],
          shown === "neutral" && "text-ink",
        )}
      >
        {total.exact ? null : <span className="font-normal text-base">{t("about")} </span>}
        <NumberText value={total.count} />
      </span>
      <span className="block text-ink-3 text-xs">{detail}</span>
    </Link>
  );
}

export function FigureSkeleton() {
  return (
    <div className="rounded-md border border-line bg-surface px-4 py-3">
      <Skeleton className="w-24" />
      <Skeleton className="mt-2 h-7 w-12" />
      <Skeleton className="mt-2 h-3 w-20" />
    </div>
  );
}
