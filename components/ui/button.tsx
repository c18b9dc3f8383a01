import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui/slot";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { Spinner } from "./spinner";

export const buttonLook = cva(
  "relative inline-flex shrink-0 cursor-pointer items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      look: {
        primary: "border-transparent bg-accent text-accent-ink hover:bg-accent-hover",
        secondary: "border-line-strong bg-surface text-ink hover:bg-hover",
        ghost:
          "border-transparent bg-transparent text-ink-2 hover:bg-hover hover:text-ink data-[state=open]:bg-hover",
        danger:
          "border-transparent bg-danger-solid text-danger-ink hover:bg-danger-solid-hover focus-visible:outline-danger",
        "danger-quiet": "border-line-strong bg-surface text-danger hover:bg-danger-soft",
        link: "h-auto! border-transparent px-0! text-accent underline-offset-2 hover:underline",
      },
      size: {
        sm: "h-7 px-2 text-sm pointer-coarse:h-10",
        md: "h-8 px-3 text-sm pointer-coarse:h-11",
        lg: "h-11 px-4 text-base",
        // For a thumb, and for words that wrap when letters are large.
        touch: "min-h-12 shrink! whitespace-normal! px-4 py-2 text-center text-lg [&_svg]:size-5!",
      },
      icon: { true: "px-0", false: "" },
    },
    compoundVariants: [
      { icon: true, size: "sm", class: "w-7 pointer-coarse:w-10" },
      { icon: true, size: "md", class: "w-8 pointer-coarse:w-11" },
      { icon: true, size: "lg", class: "w-11" },
      { icon: true, size: "touch", class: "w-12 px-0!" },
    ],
    defaultVariants: { look: "secondary", size: "md", icon: false },
  },
);

export type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonLook> & {
    /** Draws the look on the one child, for example a link. */
    asChild?: boolean;
    /** Work is under way: shows it, keeps the width, and takes no second press. */
    pending?: boolean;
  };

/** One primary button per screen; everything else is secondary, ghost or danger. */
export function Button({
  look,
  size,
  icon,
  asChild,
  pending,
  className,
  type,
  disabled,
  children,
  ...rest
}: ButtonProps) {
  const classes = cn(buttonLook({ look, size, icon }), className);
  if (asChild) {
    return (
      <Slot className={classes} {...rest}>
        {children}
      </Slot>
    );
  }
  return (
    <button
      type={type ?? "button"}
      className={cn(classes, pending && "text-transparent!")}
      disabled={disabled || pending}
      aria-busy={pending || undefined}
      {...rest}
    >
      {children}
      {pending ? (
        <span className={cn("absolute inset-0 grid place-items-center", pendingInk(look))}>
          <Spinner />
        </span>
      ) : null}
    </button>
  );
}

function pendingInk(look: ButtonProps["look"]): string {
  if (look === "primary") return "text-accent-ink";
  if (look === "danger") return "text-danger-ink";
  return "text-ink-2";
}
