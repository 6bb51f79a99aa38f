/** Placeholder. */
package dev.imageclassifier.sandbox;
