/** Where pictures wait for their outcomes: keys, tickets, and what is remembered of them. */
package dev.imageclassifier.web.desk;
