/**
 * Heap limits of every worker thread of the host (`resourceLimits` of node:worker_threads, megabytes). Left to itself V8 lets each
 * thread's young generation grow to 48 MB before it tidies up; with five threads in a terminal of 4 GB that is most of the memory
 * budget. Small young generations cost no measurable time here: a verification keeps its bytes outside the JavaScript heap.
 */
export const THREAD_LIMITS = { maxYoungGenerationSizeMb: 6, maxOldGenerationSizeMb: 512 } as const;
