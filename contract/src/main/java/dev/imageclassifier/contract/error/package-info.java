/** Text of errors, shared by all modules: what a user reads when something fails. */
package dev.imageclassifier.contract.error;
