<?php
// A must-use plugin of the site: what else stands in a WordPress.
//
// Its theme's font is there at the first look. Without, the stock theme moves its own text when it
// comes (up to 0.07, measured without the newsgrid plugin), and what boxes do could not be told
// from that.
add_action(
	'wp_head',
	function () {
		foreach ( glob( get_theme_file_path( 'assets/fonts/manrope/*.woff2' ) ) as $file ) {
			$url = get_theme_file_uri( 'assets/fonts/manrope/' . basename( $file ) );
			echo '<link rel="preload" as="font" type="font/woff2" crossorigin href="' . esc_url( $url ) . "\">\n";
		}
	},
	1
);

// Another plugin, which puts something into the copy of some readers alone.
add_filter(
	'the_content',
	function ( $content ) {
		return isset( $_GET['greeted'] ) ? "<p>Good morning.</p>\n" . $content : $content;
	},
	900
);
