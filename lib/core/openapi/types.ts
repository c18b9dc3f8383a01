/** As much of OpenAPI 3.1 as the product's document uses. A schema is JSON Schema 2020-12. */
export type Schema = { [keyword: string]: unknown };
export type Reference = { $ref: string };

export type Parameter = {
  name: string;
  in: "path" | "query" | "header";
  description?: string;
  required?: boolean;
  schema: Schema;
};

export type Response = {
  description: string;
  headers?: Record<string, { description?: string; schema: Schema }>;
  content?: Record<string, { schema: Schema | Reference }>;
};

export type Operation = {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  parameters?: (Parameter | Reference)[];
  requestBody?: { required: boolean; content: Record<string, { schema: Schema }> };
  responses: Record<string, Response | Reference>;
  security?: Record<string, string[]>[];
  /** The permission it needs. */
  "x-permission"?: string;
  /** A person needs to have proved themselves within the last minutes. */
  "x-step-up"?: true;
};

export type Method = "get" | "post";
export type PathItem = Partial<Record<Method, Operation>>;

export type OpenApi = {
  openapi: "3.1.1";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  security: Record<string, string[]>[];
  tags: { name: string; description: string }[];
  paths: Record<string, PathItem>;
  components: {
    securitySchemes: Record<string, { type: "http"; scheme: "bearer"; description: string }>;
    schemas: Record<string, Schema>;
    parameters: Record<string, Parameter>;
    responses: Record<string, Response>;
  };
};
