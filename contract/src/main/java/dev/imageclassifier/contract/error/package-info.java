/** Formats error messages for users. All modules share this package. */
package dev.imageclassifier.contract.error;
