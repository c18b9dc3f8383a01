import { cn } from "./cn";

export type ProgressProps = {
  /** 0 to 1; without it the work's length is unknown. */
  value?: number;
  label: string;
  /** Drawn beside the bar, for example "1,200 of 5,000". */
  detail?: string;
  className?: string;
};

export function Progress({ value, label, detail, className }: ProgressProps) {
  const percent = value === undefined ? undefined : Math.round(Math.min(Math.max(value, 0), 1) * 100);
  return (
    <div className={cn("flex items-center gap-3", className)}>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="h-1.5 min-w-0 flex-1 overflow-hidden rounded-full bg-line"
      >
        <div
          className={cn("h-full rounded-full bg-progress", percent === undefined && "w-1/4 animate-slide")}
          style={percent === undefined ? undefined : { width: `${percent}%` }}
        />
      </div>
      {detail ? <span className="figures shrink-0 text-ink-3 text-xs">{detail}</span> : null}
    </div>
  );
}
