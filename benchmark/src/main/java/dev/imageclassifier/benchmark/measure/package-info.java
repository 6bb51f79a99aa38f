/**
 * The rows, their settings, their images, and the time and CPU time that the images need. This
 * package depends on no other package of the benchmark.
 */
package dev.imageclassifier.benchmark.measure;
