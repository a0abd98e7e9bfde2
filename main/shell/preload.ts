import { contextBridge, ipcRenderer } from 'electron'
import { bridgeTo } from './preload-bridge.ts'

contextBridge.exposeInMainWorld('siglum', bridgeTo(ipcRenderer))
