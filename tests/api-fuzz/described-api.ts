/**
 * An API as its OpenAPI document tells of it, and nothing else: operations, their parameters, and whether an answer is
 * one of those promised. The check must know nothing of the server's code; it reads the document over HTTP and judges
 * with Ajv (JSON Schema 2020-12).
 */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

export type Schema = Record<string, unknown>;
export type Parameter = {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  schema: Schema;
};
type Content = Record<string, { schema?: Schema }>;
export type DescribedOperation = {
  id: string;
  method: string;
  path: string;
  parameters: Parameter[];
  body: Schema | undefined;
  responses: Record<string, { content?: Content }>;
};

/** What came back. `body` is undefined where only the head was read, as of a stream. */
export type Answered = { status: number; type: string; body: Buffer | undefined };

type Document = {
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        parameters?: Parameter[];
        requestBody?: { content: Content };
        responses: DescribedOperation['responses'];
      }
    >
  >;
};

const isJson = (type: string) => type === 'application/json' || type === 'application/problem+json';

export class DescribedApi {
  readonly operations: DescribedOperation[];
  readonly #ajv: Ajv2020;
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(document: unknown) {
    this.#ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false });
    this.#ajv.addSchema(document as Schema, 'doc');
    this.operations = Object.entries((document as Document).paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        id: operation.operationId,
        method: method.toUpperCase(),
        path,
        parameters: operation.parameters ?? [],
        body: operation.requestBody?.content['application/json']?.schema,
        responses: operation.responses,
      })),
    );
  }

  static async read(url: string): Promise<DescribedApi> {
    return new DescribedApi(await (await fetch(`${url}/api/openapi.json`)).json());
  }

  /** That of `GET /api/workbooks/:id`. */
  operation(route: string): DescribedOperation {
    const asWritten = route.replaceAll(/:([a-z]+)/g, '{$1}');
    const found = this.operations.find(({ method, path }) => `${method} ${path}` === asWritten);
    if (found === undefined) throw new Error(`not in the document: ${route}`);
    return found;
  }

  /** Why an answer is not one of those that the document promises; undefined where it is. */
  faultOf(operation: DescribedOperation, { status, type, body }: Answered): string | undefined {
    const promised = operation.responses[String(status)];
    if (promised === undefined) return `status ${status} is not in the document`;
    const { content } = promised;
    if (content === undefined) {
      return body !== undefined && body.length > 0 ? `${status} came with a body` : undefined;
    }
    const told = type.split(';')[0]?.trim() ?? '';
    const media = content[told];
    if (media === undefined) return `${status} came as "${told}"`;
    if (media.schema === undefined || body === undefined || !isJson(told)) return undefined;
    let value: unknown;
    try {
      value = JSON.parse(body.toString('utf8'));
    } catch {
      return `${status} is no JSON`;
    }
    const validate = this.#validatorOf(operation, { status, type: told, schema: media.schema });
    if (validate(value) === true) return undefined;
    return `${status} does not fit: ${this.#ajv.errorsText(validate.errors)}`;
  }

  #validatorOf(
    operation: DescribedOperation,
    of: { status: number; type: string; schema: Schema },
  ): ValidateFunction {
    const key = `${operation.id} ${of.status} ${of.type}`;
    const known = this.#validators.get(key);
    if (known !== undefined) return known;
    const ref = of.schema['$ref'];
    const schema = typeof ref === 'string' ? { $ref: `doc${ref}` } : of.schema;
    const made = this.#ajv.compile(schema);
    this.#validators.set(key, made);
    return made;
  }
}
