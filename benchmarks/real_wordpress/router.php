<?php
// The web server's part, for php -S: files of themes and uploads may be kept by browsers, as any
// web server says; all else is WordPress's.
$file = $_SERVER['DOCUMENT_ROOT'] . rawurldecode( parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
$kind = array( 'woff2' => 'font/woff2', 'png' => 'image/png' )[ pathinfo( $file, PATHINFO_EXTENSION ) ] ?? null;
if ( ! $kind || ! is_file( $file ) ) {
	return false;
}
header( 'Content-Type: ' . $kind );
header( 'Cache-Control: max-age=86400' );
readfile( $file );
