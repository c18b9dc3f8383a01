import type { ReactNode } from "react";
import type { Tone } from "@/lib/core/resource/description";
import { cn } from "./cn";
import { Link } from "./link";
import { toneInk } from "./tone";
import { ToneMark } from "./tone-mark";

export type StatProps = {
  label: ReactNode;
  /** Money, NumberText, or words. */
  value: ReactNode;
  /** What it is compared with, for example "+12 % on last week". */
  note?: ReactNode;
  tone?: Tone;
  /** The list behind the figure. */
  href?: string;
};

/** One figure that matters; pressed, it shows the rows it counts. */
export function Stat({ label, value, note, tone, href }: StatProps) {
  return (
    <div
      className={cn(
        "relative min-w-0 rounded-md border border-line bg-surface p-4",
        href && "hover:bg-hover",
      )}
    >
      <p className="text-ink-2 text-sm [overflow-wrap:anywhere]">
        {href ? (
          <Link href={href} className="stretched">
            {label}
          </Link>
        ) : (
          label
        )}
      </p>
      <p className="figures mt-1 truncate font-semibold text-xl tracking-tight">{value}</p>
      {note ? (
        <p className={cn("mt-1 flex items-baseline gap-1.5 text-xs", toneInk[tone ?? "neutral"])}>
          {tone ? <ToneMark tone={tone} /> : null}
          <span className="min-w-0 [overflow-wrap:anywhere]">{note}</span>
        </p>
      ) : null}
    </div>
  );
}

export function StatRow({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">{children}</div>;
}
