/** The namespaces of an OpenDocument file. Source: OpenDocument 1.3 part 3, 4.2. */
const BASE = 'urn:oasis:names:tc:opendocument:xmlns';
export const OFFICE = `${BASE}:office:1.0`;
export const TABLE = `${BASE}:table:1.0`;
export const TEXT = `${BASE}:text:1.0`;
export const STYLE = `${BASE}:style:1.0`;
export const META = `${BASE}:meta:1.0`;
/** LibreOffice's own: it says that a cell holds an error. */
export const CALC = 'urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0';
