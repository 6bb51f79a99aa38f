/**
 * What the benchmark measures and how it counts: the rows, their settings, their images, and the
 * time and CPU time that the images cost. This package depends on no other package of the
 * benchmark.
 */
package dev.imageclassifier.benchmark.measure;
