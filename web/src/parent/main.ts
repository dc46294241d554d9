import { mount } from 'svelte'
import '../lib/styles.css'
import App from './App.svelte'

mount(App, { target: document.getElementById('app')! })

// The shell for places without a signal.  Only where it was built: a developer sees every change at once.
if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js')
