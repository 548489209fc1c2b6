// The complementary error function, which the normal distribution is made of.
import { polynomialQuotient } from './polynomial.ts';

/**
 * erfc(x) = 2/√π · ∫ₓ^∞ e^(−t²) dt, to about 1e-15 of its value, in the far tail too, where 1 − erf(x) would have no digit left.
 * Source: Cody, "Rational Chebyshev Approximations for the Error Function", Mathematics of Computation 23, 1969, with the
 * coefficients of his CALERF (SPECFUN, 1990).
 */
export function erfc(x: number): number {
  const size = Math.abs(x);
  if (size <= CENTRE) return 1 - x * polynomialQuotient(x * x, ERF_TOP, ERF_BOTTOM);
  const tail = size <= MIDDLE ? polynomialQuotient(size, MIDDLE_TOP, MIDDLE_BOTTOM) : farTail(size);
  const value = size > NOTHING_LEFT ? 0 : tail * gaussian(size);
  return x < 0 ? 2 - value : value;
}

const CENTRE = 0.46875;
const MIDDLE = 4;
/** From here on the value is below the least double. */
const NOTHING_LEFT = 28;
const ONE_OVER_SQRT_PI = 0.5641895835477563;

/** erfc(x) · e^(x²) above 4. */
function farTail(x: number): number {
  const inverse = 1 / (x * x);
  return (ONE_OVER_SQRT_PI - inverse * polynomialQuotient(inverse, FAR_TOP, FAR_BOTTOM)) / x;
}

/** e^(−x²), the square taken apart so that its rounding is not raised to a power. */
function gaussian(x: number): number {
  const coarse = Math.trunc(x * 16) / 16;
  return Math.exp(-coarse * coarse) * Math.exp(-(x - coarse) * (x + coarse));
}

// Each rounded to the double next to it.
const ERF_TOP = [0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694];
const ERF_BOTTOM = [1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171];
const MIDDLE_TOP = [
  2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001, 881.952221241769,
  1712.0476126340707, 2051.0783778260716, 1230.3393547979972,
];
const MIDDLE_BOTTOM = [
  1, 15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597,
  4362.619090143247, 3439.3676741437216, 1230.3393548037495,
];
const FAR_TOP = [
  0.016315387137302097, 0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275,
  0.0006587491615298378,
];
const FAR_BOTTOM = [
  1, 2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918,
];
