import type { ComponentProps } from "react";
import { cn } from "./cn";

/** Plain table parts for small tables inside a page; a resource's list is `ResourceTable`. */
export function Table({ className, ...rest }: ComponentProps<"table">) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must scroll by keyboard too
    <section className="w-full overflow-x-auto" tabIndex={0} aria-label={rest["aria-label"]}>
      <table className={cn("w-full border-collapse text-sm", className)} {...rest} />
    </section>
  );
}

export function TableHead({ className, ...rest }: ComponentProps<"thead">) {
  return <thead className={cn("bg-sunken", className)} {...rest} />;
}

export function TableBody(props: ComponentProps<"tbody">) {
  return <tbody {...props} />;
}

export function TableRow({ className, ...rest }: ComponentProps<"tr">) {
  return (
    <tr
      className={cn("h-row border-line border-b last:border-0 [tbody>&]:hover:bg-hover", className)}
      {...rest}
    />
  );
}

export type CellAlign = { align?: "left" | "right" | "center" };

export function TableHeader({
  className,
  align = "left",
  ...rest
}: Omit<ComponentProps<"th">, "align"> & CellAlign) {
  return (
    <th
      scope="col"
      className={cn("h-8 whitespace-nowrap px-3 font-medium text-ink-2 text-xs", ALIGN[align], className)}
      {...rest}
    />
  );
}

export function TableCell({
  className,
  align = "left",
  ...rest
}: Omit<ComponentProps<"td">, "align"> & CellAlign) {
  return <td className={cn("px-3 py-1.5", ALIGN[align], className)} {...rest} />;
}

const ALIGN = { left: "text-left", right: "figures text-right", center: "text-center" };
