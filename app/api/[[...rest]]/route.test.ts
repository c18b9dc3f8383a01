import { expect, it } from "vitest";
import * as anywhere from "./route";

it.each(Object.entries(anywhere))(
  "answers %s at no address in the API's own shape",
  async (method, handler) => {
    const response = await handler(new Request("http://localhost/api/nowhere", { method }));
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      error: {
        code: "not_found",
        message: expect.stringMatching(/./),
        details: { reason: "not_found" },
        requestId: response.headers.get("x-request-id"),
      },
    });
  },
);
