// The grain of traffic that is known over spans of time: it is given out in slices, as daemons would report it.

/** As the paper's daemons: 20 reports a second. Own choice; seconds. */
export const sliceSeconds = 0.05;

/** What stays the same for longer is not cut up: it is given out as a whole. Own choice, seconds. */
export const longestSlicedSeconds = 600;
