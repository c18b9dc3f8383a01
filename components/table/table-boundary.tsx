"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Component, type ReactNode, useTransition } from "react";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";

type Props = {
  children: ReactNode;
  page: unknown;
  fallback: (error: unknown, reset: () => void) => ReactNode;
};

type State = { error: unknown; page: unknown };

class Boundary extends Component<Props, State> {
  override state: State = { error: null, page: this.props.page };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  /** Another page of the list is another try. */
  static getDerivedStateFromProps(props: Props, state: State): State | null {
    return props.page === state.page ? null : { error: null, page: props.page };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return this.props.fallback(this.state.error, () => this.setState({ error: null }));
  }
}

/** A list that fails leaves the page around it alone and offers another try. */
export function TableBoundary({ page, children }: { page: unknown; children: ReactNode }) {
  const t = useTranslations("core");
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  return (
    <Boundary
      page={page}
      fallback={(error, reset) => (
        <div className="rounded-md border border-line bg-surface">
          <ErrorState
            title={t("table.failed")}
            reference={digestOf(error)}
            action={
              <Button
                pending={pending}
                onClick={() =>
                  startTransition(() => {
                    router.refresh();
                    reset();
                  })
                }
              >
                {t("common.retry")}
              </Button>
            }
          />
        </div>
      )}
    >
      {children}
    </Boundary>
  );
}

function digestOf(error: unknown): string | undefined {
  return typeof error === "object" && error !== null && "digest" in error ? String(error.digest) : undefined;
}
