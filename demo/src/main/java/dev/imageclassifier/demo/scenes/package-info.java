/**
 * Draws the little pictures that the demo publishes when it is given no folder: one scene for each
 * class of the bundled model, one damaged file and one file that is no picture.
 */
package dev.imageclassifier.demo.scenes;
