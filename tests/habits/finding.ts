/** Find, filter and sort: habits 103 to 108 and 110. Own file: what chooses and orders rows and columns. */
import './habit.ts';
