// The standard normal distribution: how probable a figure is, and which figure is as probable as that.
import { erfc } from './erfc.ts';
import { polynomialQuotient } from './polynomial.ts';

/**
 * Probability of a value up to `z`: Φ(z) = erfc(−z/√2) / 2, to about 1e-15; in the lower tail to about 1e-13 of its value.
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.29.
 */
export function normalCdf(z: number): number {
  return erfc(-z * Math.SQRT1_2) / 2;
}

/**
 * The value below which a share `p` of the distribution lies, Φ⁻¹(p), to about 1e-15 of its value; −∞ at 0, ∞ at 1 and NaN
 * outside [0, 1].
 * Source: Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution", Applied Statistics 37(3), 1988,
 * routine PPND16.
 */
export function normalQuantile(p: number): number {
  const fromCentre = p - 0.5;
  if (Math.abs(fromCentre) <= 0.425) {
    return fromCentre * polynomialQuotient(0.180625 - fromCentre * fromCentre, CENTRE_TOP, CENTRE_BOTTOM);
  }
  const tail = fromCentre < 0 ? p : 1 - p;
  if (!(tail >= 0)) return Number.NaN;
  const size = tail === 0 ? Number.POSITIVE_INFINITY : tailQuantile(Math.sqrt(-Math.log(tail)));
  return fromCentre < 0 ? -size : size;
}

function tailQuantile(root: number): number {
  return root <= 5
    ? polynomialQuotient(root - 1.6, TAIL_TOP, TAIL_BOTTOM)
    : polynomialQuotient(root - 5, FAR_TOP, FAR_BOTTOM);
}

// Each rounded to the double next to it.
const CENTRE_TOP = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
  133.14166789178438, 3.3871328727963665,
];
const CENTRE_BOTTOM = [
  5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
  42.31333070160091, 1,
];
const TAIL_TOP = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
  5.769497221460691, 4.630337846156546, 1.4234371107496835,
];
const TAIL_BOTTOM = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
  1.6763848301838038, 2.053191626637759, 1,
];
const FAR_TOP = [
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
  1.7848265399172913, 5.463784911164114, 6.657904643501103,
];
const FAR_BOTTOM = [
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615,
  0.1369298809227358, 0.599832206555888, 1,
];
