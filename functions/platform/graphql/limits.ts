import {
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getNullableType,
  isListType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

export interface QueryLimits {
  depth: number;
  aliases: number;
  directives: number;
  tokens: number;
  cost: number;
  pageSize: number;
}

/** A list without a `first` argument counts as this long. */
const USUAL_LIST = 10;

type Variables = Readonly<Record<string, unknown>>;

/** One evaluation of a document's cost: fragments that spread each other twice would otherwise double each time. */
interface Sum {
  variables: Variables;
  fragments: Map<string, number>;
}

interface Shape {
  depth: number;
  aliases: number;
  directives: number;
  cost: (sum: Sum) => number;
}

export interface Limiter {
  /** A validation rule: refuses what is too deep or has too many aliases or directives. */
  rule(context: ValidationContext): ASTVisitor;
  /**
   * Refuses an operation whose lists multiply to more than the limit. Called before each execution, since
   * page sizes come in variables; the walk itself is done once a document.
   *
   * @throws GraphQLError with code TOO_COMPLEX
   */
  checkCost(document: DocumentNode, variables: Variables): void;
}

/** Limits on what one document may ask for, whatever it is made of: inline, fragments, variables. */
export function createLimiter(schema: GraphQLSchema, limits: QueryLimits): Limiter {
  const usual = usualLengths(schema);
  const shapes = new WeakMap<DocumentNode, Shape>();

  function shapeFor(document: DocumentNode): Shape {
    let shape = shapes.get(document);
    if (!shape) {
      shape = shapeOf(document, usual, limits);
      shapes.set(document, shape);
    }
    return shape;
  }

  return {
    rule: (context) => ({
      Document(document) {
        const shape = shapeFor(document);
        for (const kind of ['depth', 'aliases', 'directives'] as const) {
          if (shape[kind] > limits[kind])
            context.reportError(tooComplex(`more than ${limits[kind]} ${WORDS[kind]}`));
        }
        return false;
      },
    }),
    checkCost(document, variables) {
      if (shapeFor(document).cost({ variables, fragments: new Map() }) > limits.cost) {
        throw tooComplex(`more than ${limits.cost} fields, lists multiplied`);
      }
    },
  };
}

const WORDS = { depth: 'levels of nested fields', aliases: 'aliases', directives: 'directives' };

/**
 * Parses a document, and stops at its limit of tokens before the rest is read.
 *
 * @throws GraphQLError with code TOO_COMPLEX at the limit, without a code for a mistake of syntax
 */
export function parseWithin(source: string, tokens: number): DocumentNode {
  try {
    return parse(source, { maxTokens: tokens });
  } catch (error) {
    if (error instanceof GraphQLError && / \d+ tokens\. Parsing aborted/.test(error.message))
      throw tooComplex(`more than ${tokens} tokens`);
    throw error;
  }
}

function tooComplex(what: string): GraphQLError {
  return new GraphQLError(`This query asks for ${what}: split it.`, { extensions: { code: 'TOO_COMPLEX' } });
}

/** A fragment counts wherever it is spread, and each is walked once, so the walk stays linear in the document. */
function shapeOf(document: DocumentNode, usual: Map<string, number>, limits: QueryLimits): Shape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const walked = new Map<string, Shape>();
  const nothing: Shape = { depth: 0, aliases: 0, directives: 0, cost: () => 0 };

  function walk(set: SelectionSetNode | undefined, open: readonly string[]): Shape {
    const inner: Shape[] = [];
    const counted = { depth: 0, aliases: 0, directives: 0 };
    for (const node of set?.selections ?? []) {
      const shape =
        node.kind === Kind.FIELD
          ? field(node, open)
          : node.kind === Kind.INLINE_FRAGMENT
            ? walk(node.selectionSet, open)
            : spread(node.name.value, open);
      counted.depth = Math.max(counted.depth, shape.depth);
      counted.aliases += shape.aliases;
      counted.directives += shape.directives + (node.directives?.length ?? 0);
      inner.push(shape);
    }
    return { ...counted, cost: (sum) => inner.reduce((total, shape) => total + shape.cost(sum), 0) };
  }

  function field(node: FieldNode, open: readonly string[]): Shape {
    const inside = walk(node.selectionSet, open);
    const length = lengthOf(node, usual.get(node.name.value) ?? 1, limits);
    return {
      depth: inside.depth + 1,
      aliases: inside.aliases + (node.alias ? 1 : 0),
      directives: inside.directives,
      cost: (sum) => 1 + length(sum.variables) * inside.cost(sum),
    };
  }

  /** A fragment that spreads itself counts as nothing here: another rule refuses it. */
  function spread(name: string, open: readonly string[]): Shape {
    if (open.includes(name)) return nothing;
    const known = walked.get(name);
    if (known) return known;
    const inside = walk(fragments.get(name)?.selectionSet, [...open, name]);
    const cost = (sum: Sum) => {
      const total = sum.fragments.get(name) ?? inside.cost(sum);
      sum.fragments.set(name, total);
      return total;
    };
    const shape = { ...inside, cost };
    walked.set(name, shape);
    return shape;
  }

  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const all = operations.map((node) => {
    const shape = walk(node.selectionSet, []);
    return { ...shape, directives: shape.directives + (node.directives?.length ?? 0) };
  });
  const most = (pick: (shape: Shape) => number) => Math.max(0, ...all.map(pick));
  return {
    depth: most((shape) => shape.depth),
    aliases: most((shape) => shape.aliases),
    directives: most((shape) => shape.directives),
    cost: (sum) => Math.max(0, ...all.map((shape) => shape.cost(sum))),
  };
}

/**
 * How many values a field gives when nobody says: the default of its `first`, otherwise a usual list. By
 * name, since a walk over the document alone knows no types; `nodes` is counted where `first` stands.
 */
function usualLengths(schema: GraphQLSchema): Map<string, number> {
  const lengths = new Map<string, number>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const first = field.args.find((argument) => argument.name === 'first');
      if (first) lengths.set(field.name, Number(first.defaultValue ?? USUAL_LIST));
      else if (field.name !== 'nodes' && isListType(getNullableType(field.type)))
        lengths.set(field.name, USUAL_LIST);
    }
  }
  return lengths;
}

function lengthOf(
  node: FieldNode,
  usual: number,
  { pageSize, cost }: QueryLimits,
): (variables: Variables) => number {
  const first = node.arguments?.find((argument) => argument.name.value === 'first')?.value;
  // A resolver refuses what is over its page size; counted in full, it is refused before any runs.
  const bounded = (length: number) =>
    Number.isFinite(length) ? Math.min(cost + 1, Math.max(1, length)) : pageSize;
  if (first?.kind === Kind.INT) return () => bounded(Number(first.value));
  if (first?.kind === Kind.VARIABLE)
    return (variables) => bounded(Number(variables[first.name.value] ?? usual));
  return () => usual;
}
